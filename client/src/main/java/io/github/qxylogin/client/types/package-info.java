/** Value types of the API: ids, cookies and masked passwords. */
@NullMarked
package io.github.qxylogin.client.types;

import org.jspecify.annotations.NullMarked;
