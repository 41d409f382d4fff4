package io.github.qxylogin.mock;

import io.github.qxylogin.mock.server.ExtraPort;

/** A sandbox that can be called by a port of its own. */
record OpenSandbox(Sandbox sandbox, ExtraPort port) {}
