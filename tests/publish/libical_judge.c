/* Reads a calendar, checks it against libical's restrictions, and prints its occurrences as JSON. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct found { char uid[200]; long recurrence; long start; int cancelled; int override; };
static struct found all[400000];
static size_t count = 0;
static time_t low, high;
static icalcomponent *current;

static long zoned(icalcomponent *event, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    struct icaltimetype when = icalproperty_get_datetime_with_component(property, event);
    return (long)icaltime_as_timet_with_zone(when, when.zone ? when.zone : icaltimezone_get_utc_timezone());
}

static int is_cancelled(icalcomponent *event) {
    return icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
}

static void each(icalcomponent *event, const struct icaltime_span *span, void *data) {
    (void)data;
    struct found *one = &all[count++];
    snprintf(one->uid, sizeof one->uid, "%s", icalcomponent_get_uid(event));
    one->start = one->recurrence = (long)span->start;
    one->cancelled = is_cancelled(event);
    one->override = 0;
}

int main(int argc, char **argv) {
    static char text[16 << 20];
    size_t size = fread(text, 1, sizeof text - 1, stdin);
    if (argc < 3 || size == 0) return 2;
    low = atol(argv[1]); high = atol(argv[2]);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar) { fprintf(stderr, "no calendar\n"); return 3; }
    int errors = icalcomponent_count_errors(calendar);
    int fine = icalrestriction_check(calendar);
    errors += icalcomponent_count_errors(calendar) - errors;
    if (errors || !fine) { fprintf(stderr, "%d errors, restrictions %d\n%s\n", errors, fine, icalcomponent_as_ical_string(calendar)); return 4; }
    struct icaltimetype from = icaltime_from_timet_with_zone(low - 40L * 86400, 0, icaltimezone_get_utc_timezone());
    struct icaltimetype to = icaltime_from_timet_with_zone(high + 40L * 86400, 0, icaltimezone_get_utc_timezone());
    for (current = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); current;
         current = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        if (icaltime_is_null_time(icalcomponent_get_recurrenceid(current)))
            icalcomponent_foreach_recurrence(current, from, to, (void *)each, NULL);
    }
    for (current = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); current;
         current = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        struct icaltimetype recurrence = icalcomponent_get_recurrenceid(current);
        if (icaltime_is_null_time(recurrence)) continue;
        long replaced = zoned(current, ICAL_RECURRENCEID_PROPERTY);
        const char *uid = icalcomponent_get_uid(current);
        for (size_t i = 0; i < count; i++)
            if (all[i].recurrence == replaced && !all[i].override && !strcmp(all[i].uid, uid)) all[i].start = -1;
        struct found *one = &all[count++];
        snprintf(one->uid, sizeof one->uid, "%s", uid);
        one->recurrence = replaced;
        one->start = zoned(current, ICAL_DTSTART_PROPERTY);
        one->cancelled = is_cancelled(current);
        one->override = 1;
    }
    printf("[");
    const char *comma = "";
    for (size_t i = 0; i < count; i++) {
        if (all[i].start < low || all[i].start >= high) continue;
        printf("%s[%ld, \"%s\"]", comma, all[i].start, all[i].cancelled ? "cancelled" : "");
        comma = ", ";
    }
    printf("]\n");
    return 0;
}
