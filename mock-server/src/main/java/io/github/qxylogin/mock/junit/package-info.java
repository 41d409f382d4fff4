/** The mock as an extension of JUnit. Depends on the front door. */
package io.github.qxylogin.mock.junit;
