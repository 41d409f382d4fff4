package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A QR code to log in with, valid for 300 seconds.
 *
 * @param taskId the task that logging in redeems
 * @param qrcodeId the QR code's id
 * @param text what to show as a QR code; whoever scans it in the bureau's app logs in
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QrCode(TaskId taskId, String qrcodeId, String text) {
  /** Creates the QR code. */
  public QrCode {
    Objects.requireNonNull(taskId, "taskId");
    Objects.requireNonNull(qrcodeId, "qrcodeId");
    Objects.requireNonNull(text, "text");
  }
}
