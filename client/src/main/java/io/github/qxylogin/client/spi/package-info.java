/** What an application gives a client to use: where tokens are kept, and who is told of calls. */
@NullMarked
package io.github.qxylogin.client.spi;

import org.jspecify.annotations.NullMarked;
