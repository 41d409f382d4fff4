package io.github.qxylogin.mock.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who logs in for two taxpayers, for one of them in two capacities; what is done for one
 * kicks out the others. Shares the issued tasks with all threads of this person.
 */
final class Person {
  private static final int MOST_WRONG_CODES = 4;
  private static final String NO_TASK = "1736647432086679601";
  private static final List<String> REGIONS = List.of("4400", "5100", "1100", "3100");

  private final int number;
  private final String mobile;
  private final Map<Account, String> capacities = new LinkedHashMap<>();
  private final Deque<String> tasks = new ConcurrentLinkedDeque<>();
  private final AtomicInteger wrongCodes = new AtomicInteger();
  private final Map<String, String> taskByTaxpayer = new ConcurrentHashMap<>();

  Person(int number) {
    this.number = number;
    mobile = "138%08d".formatted(number);
    capacities.put(account(1, "办税员"), "BSY");
    capacities.put(account(2, "办税员"), "BSY");
    capacities.put(account(1, "开票员"), "KPY");
  }

  /** By the formula that the documentation prints for accountId. */
  private Account account(int taxpayer, String capacity) {
    String id = md5(mobile + "[a%b@q]" + mobile + "[a%b@q]" + capacity);
    return new Account("9111%d000TEST%05d".formatted(taxpayer, number), id);
  }

  List<Account> accounts() {
    return List.copyOf(capacities.keySet());
  }

  /** Returns whether the person's region is the one of them that asks for no SMS code. */
  boolean withoutSms() {
    return region().equals("4400");
  }

  private String region() {
    return REGIONS.get(number % REGIONS.size());
  }

  Map<String, String> sending(Account account) {
    return Map.of(
        "nsrsbh",
        account.taxpayer(),
        "areaCode",
        region(),
        "gryhm",
        mobile,
        "gryhmm",
        "never read",
        "sflx",
        capacities.get(account),
        "sjhm",
        mobile);
  }

  void issued(Account account, String task) {
    tasks.addFirst(task);
    taskByTaxpayer.put(account.taxpayer(), task);
  }

  /** Returns the newest task for a taxpayer; a made-up one when there is none. */
  String newestTask(String taxpayer) {
    return taskByTaxpayer.getOrDefault(taxpayer, NO_TASK);
  }

  /** Returns the newest tasks of this person; a made-up one when there is none. */
  List<String> newestTasks() {
    List<String> newest = tasks.stream().limit(3).toList();
    return newest.isEmpty() ? List.of(NO_TASK) : newest;
  }

  /** Returns whether one more wrong code is to be tried: with a fifth the tax number is locked. */
  boolean mayFail() {
    return wrongCodes.incrementAndGet() <= MOST_WRONG_CODES;
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public String toString() {
    return "person " + number;
  }
}
