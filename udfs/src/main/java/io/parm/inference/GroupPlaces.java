package io.parm.inference;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Keeps the parity queries of a coding group away from its members where the two pools share places (hosts or zones).
 *
 * <p>The pools may run on different machines and never ask each other: the group's id alone says which of the shared places is its
 * parity's. Immutable.
 *
 * @param shared the places that both pools have instances in, sorted; fewer than two keep nothing apart
 * @param parity whether this is the parity pool's side
 */
public record GroupPlaces(List<String> shared, boolean parity) implements Serializable {

    /** No place is shared. */
    public static final GroupPlaces APART = new GroupPlaces(List.of(), false);

    public GroupPlaces {
        shared = List.copyOf(shared);
    }

    /**
     * @param deployed places of the deployed model's instances
     * @param parities places of the parity models' instances
     * @param parity whether this is the parity pool's side
     */
    public static GroupPlaces of(Collection<String> deployed, Collection<String> parities, boolean parity) {
        TreeSet<String> shared = new TreeSet<>(deployed);
        shared.retainAll(parities);
        return new GroupPlaces(List.copyOf(shared), parity);
    }

    /** Whether a request of a group would rather not run in a place. */
    boolean avoids(String group, String place) {
        if (shared.size() < 2 || group.isEmpty()) {
            return false;
        }
        boolean isParitys = place.equals(shared.get(Math.floorMod(group.hashCode(), shared.size())));
        return parity ? shared.contains(place) && !isParitys : isParitys;
    }
}
