/** The texts of the mock, in English and Chinese. Depends on no other room. */
package io.github.qxylogin.mock.text;
