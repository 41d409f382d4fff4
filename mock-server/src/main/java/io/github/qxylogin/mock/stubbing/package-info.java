/** What a tester prescribes: outcomes, faults and delays. Knows the exchange. */
package io.github.qxylogin.mock.stubbing;
