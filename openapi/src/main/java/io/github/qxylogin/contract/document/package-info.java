/**
 * The files of the contract, bundled into one document: where each part stems from, its overlays,
 * and the view of one module. It depends on JSON only.
 */
@NullMarked
package io.github.qxylogin.contract.document;

import org.jspecify.annotations.NullMarked;
