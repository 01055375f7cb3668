package io.parm.lab.simulation;

/** Requests that wait for an instance, in order: each a number and the time after which nobody wants it. Not thread-safe; hot. */
final class RequestRing {

    private long[] requests = new long[64];
    private long[] giveUps = new long[64];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(long request, long giveUpNanos) {
        if (size == requests.length) {
            grow();
        }
        int index = (head + size++) & (requests.length - 1);
        requests[index] = request;
        giveUps[index] = giveUpNanos;
    }

    /** The request at a place from the head, 0 … size − 1. */
    long request(int place) {
        return requests[(head + place) & (requests.length - 1)];
    }

    long giveUpNanos(int place) {
        return giveUps[(head + place) & (requests.length - 1)];
    }

    /** Moves a request to another place, over what is there. */
    void move(int fromPlace, int toPlace) {
        int from = (head + fromPlace) & (requests.length - 1);
        int to = (head + toPlace) & (requests.length - 1);
        requests[to] = requests[from];
        giveUps[to] = giveUps[from];
    }

    /** Drops the first ones. */
    void drop(int count) {
        head = (head + count) & (requests.length - 1);
        size -= count;
    }

    private void grow() {
        int capacity = requests.length;
        long[] newRequests = new long[2 * capacity];
        long[] newGiveUps = new long[2 * capacity];
        for (int place = 0; place < size; place++) {
            newRequests[place] = request(place);
            newGiveUps[place] = giveUpNanos(place);
        }
        requests = newRequests;
        giveUps = newGiveUps;
        head = 0;
    }
}
