/** The recorded calls, with secrets masked. Depends on http and store. */
package io.github.qxylogin.mock.journal;
