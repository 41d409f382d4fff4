package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a sealed outcome. Its JSON names which outcome it is, so that any mapper reads it again as
 * the interface; who reads it as the outcome itself needs no name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JacksonAnnotationsInside
@JsonTypeInfo(
    use = JsonTypeInfo.Id.SIMPLE_NAME,
    property = "outcome",
    requireTypeIdForSubtypes = OptBoolean.FALSE)
@interface StoredByName {}
