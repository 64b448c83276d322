#ifndef DULY_CICAL_SHIM_H
#define DULY_CICAL_SHIM_H

#include <libical/ical.h>

// A recurrence rule is a C struct of long arrays; these read one value at a time.

typedef enum {
    cical_day,
    cical_month_day,
    cical_month,
    cical_year_day,
    cical_week,
    cical_position,
    cical_hour,
    cical_minute,
    cical_second,
} cical_part;

enum { cical_end = ICAL_RECURRENCE_ARRAY_MAX };

// libical aborts on bad input unless it is told not to.
static inline void cical_start(void) { icalerror_set_errors_are_fatal(0); }

// The value at this place of the list, or cical_end.
static inline int cical_value(icalproperty *property, cical_part part, int index) {
    struct icalrecurrencetype rule = icalproperty_get_rrule(property);
    switch (part) {
    case cical_day: return index < ICAL_BY_DAY_SIZE ? rule.by_day[index] : cical_end;
    case cical_month_day: return index < ICAL_BY_MONTHDAY_SIZE ? rule.by_month_day[index] : cical_end;
    case cical_month: return index < ICAL_BY_MONTH_SIZE ? rule.by_month[index] : cical_end;
    case cical_year_day: return index < ICAL_BY_YEARDAY_SIZE ? rule.by_year_day[index] : cical_end;
    case cical_week: return index < ICAL_BY_WEEKNO_SIZE ? rule.by_week_no[index] : cical_end;
    case cical_position: return index < ICAL_BY_SETPOS_SIZE ? rule.by_set_pos[index] : cical_end;
    case cical_hour: return index < ICAL_BY_HOUR_SIZE ? rule.by_hour[index] : cical_end;
    case cical_minute: return index < ICAL_BY_MINUTE_SIZE ? rule.by_minute[index] : cical_end;
    case cical_second: return index < ICAL_BY_SECOND_SIZE ? rule.by_second[index] : cical_end;
    }
    return cical_end;
}

static inline icalrecurrencetype_frequency cical_frequency(icalproperty *property) {
    return icalproperty_get_rrule(property).freq;
}

static inline int cical_has_own_calendar(icalproperty *property) {
    return icalproperty_get_rrule(property).rscale != NULL;
}

// Occurrences from start, none of them after `end`, or NULL when there are none.
static inline icalrecur_iterator *cical_occurrences(
    icalproperty *property, struct icaltimetype start, struct icaltimetype end) {
    struct icalrecurrencetype rule = icalproperty_get_rrule(property);
    if (icaltime_is_null_time(rule.until) || icaltime_compare(rule.until, end) > 0) rule.until = end;
    return icalrecur_iterator_new(rule, start);
}

static inline struct icaltimetype cical_date(int year, int month, int day) {
    // The null date has hours of -1, which would make it the day before.
    struct icaltimetype date = icaltime_null_time();
    date.is_date = 1;
    date.year = year;
    date.month = month;
    date.day = day;
    return date;
}

// Where one date or date-time of a list of extra dates lies; a period gives the null time.
static inline struct icaltimetype cical_extra_date(icalproperty *property) {
    return icalproperty_get_rdate(property).time;
}

#endif
