/** The mock as an extension of JUnit. Knows the front door. */
package io.github.qxylogin.mock.junit;
