/** The console at {@code /}: a page that uses the control API, as any tester can. */
package io.github.qxylogin.mock.console;
