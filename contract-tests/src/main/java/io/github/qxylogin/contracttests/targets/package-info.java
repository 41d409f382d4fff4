/**
 * Who is called: how a target is reached, signed for and controlled, and its test users. The only
 * package that depends on RestAssured. It depends on checks.
 */
package io.github.qxylogin.contracttests.targets;
