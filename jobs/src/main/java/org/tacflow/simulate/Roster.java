package org.tacflow.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The people of a cohort, and who of them lacks a scan or a row when defects are planted.
 *
 * @param members everybody, in the order of the groups
 */
record Roster(List<Member> members) {
  /** Where the two people without scan and the two without row are numbered from. */
  private static final int WITHOUT_SCAN = 901;

  private static final int WITHOUT_ROW = 951;

  /**
   * One person of the cohort.
   *
   * @param person who
   * @param tracers one session each
   * @param scanned whether there are scans
   * @param listed whether participants.tsv has a row
   */
  record Member(Person person, List<TracerDesign> tracers, boolean scanned, boolean listed) {}

  /** Draws the people of a cohort. */
  static Roster draw(SimulationOptions options) {
    boolean defects = options.defects() == SimulationOptions.Defects.PLANTED;
    List<Member> members = new ArrayList<>();
    boolean first = true;
    for (Map.Entry<String, Integer> group : options.groups().entrySet()) {
      List<TracerDesign> tracers =
          options.tracers().get(group.getKey().split(":", 2)[0]).stream()
              .map(TracerDesign::of)
              .toList();
      for (int i = 1; i <= group.getValue(); i++) {
        Person person = PersonDesign.draw(options.seed(), group.getKey(), i);
        // Every group has a low-affinity binder, so that each exclusion rule has work.
        boolean low = defects && i == Math.min(2, group.getValue());
        members.add(new Member(low ? person.with(Binding.LAB) : person, tracers, true, true));
      }
      if (defects && first) {
        for (int i = 0; i < 2; i++) {
          Person idle = PersonDesign.draw(options.seed(), group.getKey(), WITHOUT_SCAN + i);
          Person unlisted = PersonDesign.draw(options.seed(), group.getKey(), WITHOUT_ROW + i);
          members.add(new Member(idle, tracers, false, true));
          members.add(new Member(unlisted, tracers, true, false));
        }
      }
      first = false;
    }
    return new Roster(List.copyOf(members));
  }

  /** People with a row in participants.tsv. */
  List<Person> listed() {
    return members.stream().filter(Member::listed).map(Member::person).toList();
  }

  /** Subgroups of the listed and scanned people of a diagnosis, with their numbers, in order. */
  Map<String, Integer> subgroups(String group) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Member member : members) {
      if (member.listed() && member.scanned() && member.person().group().equals(group)) {
        counts.merge(member.person().subgroup(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Whether people of a diagnosis are scanned with a tracer. */
  boolean has(String group, String tracer) {
    return members.stream()
        .anyMatch(
            m ->
                m.person().group().equals(group)
                    && m.tracers().stream().anyMatch(t -> t.name().equals(tracer)));
  }
}
