/**
 * Who is called: how a target is reached, signed for and controlled, and whose values it knows. The
 * only room that knows RestAssured. Knows checks.
 */
package io.github.qxylogin.contracttests.targets;
