package io.tandem6.address;

import org.jspecify.annotations.Nullable;

/** The text form of addresses: reading as RFC 4291 section 2.2, writing as RFC 5952. */
final class AddressText {
    private static final int GROUPS = 8;
    private static final int LONGEST_TEXT = 45;

    private AddressText() {}

    static @Nullable Ipv6Address parse(String text) {
        if (text.length() < 2 || text.length() > LONGEST_TEXT) {
            return null;
        }
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int i = 0;
        if (text.startsWith("::")) {
            gap = 0;
            i = 2;
        }
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && text.charAt(end) != ':') {
                end++;
            }
            String part = text.substring(i, end);
            if (part.indexOf('.') >= 0) {
                if (end != text.length() || count > GROUPS - 2 || !parseIpv4(part, groups, count)) {
                    return null;
                }
                count += 2;
                break;
            }
            int group = parseGroup(part);
            if (group < 0 || count == GROUPS) {
                return null;
            }
            groups[count++] = group;
            if (end == text.length()) {
                break;
            }
            i = end + 1;
            if (i == text.length()) {
                return null;
            }
            if (text.charAt(i) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                i++;
            }
        }
        if (gap < 0 ? count != GROUPS : count == GROUPS) {
            return null;
        }
        return assemble(groups, count, gap);
    }

    private static Ipv6Address assemble(int[] groups, int count, int gap) {
        long high = 0;
        long low = 0;
        int skipped = GROUPS - count;
        for (int g = 0; g < GROUPS; g++) {
            int value;
            if (gap < 0 || g < gap) {
                value = groups[g];
            } else {
                value = g < gap + skipped ? 0 : groups[g - skipped];
            }
            if (g < 4) {
                high = high << 16 | value;
            } else {
                low = low << 16 | value;
            }
        }
        return new Ipv6Address(high, low);
    }

    private static int parseGroup(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static boolean parseIpv4(String part, int[] groups, int at) {
        String[] octets = part.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        int[] values = new int[4];
        for (int i = 0; i < 4; i++) {
            if (!octets[i].matches("0|[1-9][0-9]{0,2}")) {
                return false;
            }
            values[i] = Integer.parseInt(octets[i]);
            if (values[i] > 255) {
                return false;
            }
        }
        groups[at] = values[0] << 8 | values[1];
        groups[at + 1] = values[2] << 8 | values[3];
        return true;
    }

    static String format(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int g = 0; g < GROUPS; g++) {
            groups[g] = (int) ((g < 4 ? high : low) >>> (48 - 16 * (g % 4))) & 0xffff;
        }
        int bestStart = -1;
        int bestLength = 1; // RFC 5952 section 4.2.2: a single zero group is not shortened.
        for (int g = 0; g < GROUPS; ) {
            int end = g;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - g > bestLength) {
                bestStart = g;
                bestLength = end - g;
            }
            g = Math.max(end, g + 1);
        }
        if (bestStart == 0 && bestLength >= 5 && isEmbeddedIpv4(groups, bestLength)) {
            return embeddedIpv4(groups);
        }
        StringBuilder text = new StringBuilder(39);
        for (int g = 0; g < GROUPS; g++) {
            if (g == bestStart) {
                text.append("::");
                g += bestLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[g]));
            }
        }
        return text.toString();
    }

    /** ::ffff:a.b.c.d and ::a.b.c.d, which inet_ntop(3) and with it Kea prints in mixed form. */
    private static boolean isEmbeddedIpv4(int[] groups, int zeros) {
        return zeros == 6 || (zeros == 5 && groups[5] == 0xffff);
    }

    private static String embeddedIpv4(int[] groups) {
        return (groups[5] == 0xffff ? "::ffff:" : "::")
                + (groups[6] >> 8)
                + '.'
                + (groups[6] & 0xff)
                + '.'
                + (groups[7] >> 8)
                + '.'
                + (groups[7] & 0xff);
    }
}
