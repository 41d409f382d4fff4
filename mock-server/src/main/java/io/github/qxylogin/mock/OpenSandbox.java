package io.github.qxylogin.mock;

/** A sandbox that can be called by a port of its own. */
record OpenSandbox(Sandbox sandbox, ExtraPort port) {}
