/**
 * Texts for people, in their language: masked secrets and personal data, escaped markup, mistyped
 * names, and the templates of reports. It depends on the wire, and on the mock server's translation
 * and search for mistyped names.
 */
package io.github.qxylogin.contracttests.text;
