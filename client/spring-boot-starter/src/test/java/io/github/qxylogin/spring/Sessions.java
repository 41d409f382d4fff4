package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.CheckSessionRequest;
import org.springframework.stereotype.Service;

@Service
class Sessions {
  private final QixiangyunLogin login;

  Sessions(QixiangyunLogin login) {
    this.login = login;
  }

  boolean isHeld(CheckSessionRequest request) {
    return login.multiAccount().checkSession(request).execute().isSessionHeld();
  }
}
