/** The texts of the mock, in English and Chinese. Knows no other room. */
package io.github.qxylogin.mock.text;
