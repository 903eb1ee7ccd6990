package io.github.camelbulksms.internal.journal;

/**
 * What must happen once.
 *
 * @param campaign what is being sent
 * @param run one sending of it
 * @param part a part of the run that is sent by itself, from 1; 0 for a whole run
 */
public record RunKey(String campaign, String run, long part) {

    @Override
    public String toString() {
        return "campaign=" + campaign + " run=" + run + (part == 0 ? "" : " part=" + part);
    }
}
