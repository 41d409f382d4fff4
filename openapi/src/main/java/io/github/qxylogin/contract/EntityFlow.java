package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation's part with entities that the platform keeps by an id, such as enterprises. Members
 * that it does not need are null or empty.
 *
 * @param kind the kind of the entities, which several operations share
 * @param does the effect on the entity
 * @param id the member that names the entity; a request that creates one may lack it
 * @param at the place of the found entities in the response
 * @param unique the request's fields that identify an entity; a creation with the values of an
 *     entity changes it
 * @param distinct the fields in which each entity has a value of its own
 * @param match by place in the request, the field of the entity that must have the same value
 * @param all the id that means all entities
 * @param most how many entities are found, newest first; null for all, oldest first
 * @param items a list of the request; each item has its own result
 * @param made the fields of a new entity in the mock, as templates
 * @param inbox the kind of entity that an SMS to the entity's id creates
 */
public record EntityFlow(
    @JsonProperty(required = true) String kind,
    @JsonProperty(required = true) Does does,
    @Nullable String id,
    @Nullable JsonPointer at,
    List<String> unique,
    List<String> distinct,
    Map<JsonPointer, String> match,
    @Nullable String all,
    @Nullable Integer most,
    @Nullable Items items,
    Map<String, String> made,
    @Nullable String inbox) {

  /** The effect on an entity. */
  public enum Does implements Keyed {
    CREATES,
    CHANGES,
    /** The listed items are taken from the entity. */
    REMOVES_ITEMS,
    FINDS,
    DELETES
  }

  /**
   * A list of the request; each item has its own result.
   *
   * @param field the request's field with the items
   * @param at the place of their list in the response
   * @param name the member of an element that names the item
   * @param changed the documented element of an item that the call adds or removes
   * @param unchanged that of another item; null where none is documented
   */
  public record Items(
      @JsonProperty(required = true) String field,
      @JsonProperty(required = true) JsonPointer at,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) int changed,
      @Nullable Integer unchanged) {}
}
