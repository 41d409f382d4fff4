/** What a tester prescribes: outcomes, faults and delays. Knows the exchange and the store. */
package io.github.qxylogin.mock.stubbing;
