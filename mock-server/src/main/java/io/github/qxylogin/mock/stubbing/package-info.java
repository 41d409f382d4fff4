/** Stubbed outcomes, faults and delays. Depends on http and store. */
package io.github.qxylogin.mock.stubbing;
