/** The command line. Depends on the front door. */
package io.github.qxylogin.mock.cli;
