/** The command line. Knows the front door. */
package io.github.qxylogin.mock.cli;
