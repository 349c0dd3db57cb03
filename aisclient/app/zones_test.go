package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/verify"
)

// zones are where users sit, from the first to begin a day to nearly the last.
var zones = []string{"Pacific/Kiritimati", "America/St_Johns", "Europe/Warsaw", "Pacific/Honolulu", "UTC"}

// moments are minutes around midnight in Warsaw and in UTC, on both days of a clock change and on ordinary ones.
func moments() (all []time.Time) {
	warsaw, _ := time.LoadLocation("Europe/Warsaw")
	for _, day := range []string{"2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26", "2026-01-01", "2026-07-01"} {
		d, _ := time.ParseInLocation(time.DateOnly, day, warsaw)
		for _, after := range []time.Duration{0, time.Minute, 119 * time.Minute, 3 * time.Hour, 12 * time.Hour, 23*time.Hour + 59*time.Minute} {
			all = append(all, d.Add(after))
		}
	}
	return all
}

// HARDENING 9: the age of data is counted in days of the account's country. A reply that was made a minute ago is of this
// day, and one that was made a day ago there is a day old, wherever the user sits and whatever his clock says.
func TestTheAgeOfDataGoesByTheAccountsCountry(t *testing.T) {
	for _, zone := range zones {
		at, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, moment := range moments() {
			for ago, want := range map[time.Duration]map[int]verify.Outcome{
				time.Second:    {0: verify.Confirmed},
				48 * time.Hour: {3: verify.Confirmed, 0: verify.Refuted},
			} {
				for days, outcome := range want {
					c := ageOf(t, moment.Add(-ago), moment.In(at), days)
					if ago == time.Second && strings.Contains(c.Reason, "1 day old") { // midnight in Warsaw fell between
						continue
					}
					if c.Outcome != outcome {
						t.Errorf("%s: data made %v before %v, at most %d days old: %v, %s", zone, ago, moment.UTC(), days, c.Outcome, c.Reason)
					}
				}
			}
			if a, b := ageOf(t, moment.Add(-30*time.Hour), moment.In(at), 7).Reason, ageOf(t, moment.Add(-30*time.Hour), moment.UTC(), 7).Reason; a != b {
				t.Errorf("%s at %v: %q, elsewhere %q", zone, moment.UTC(), a, b)
			}
		}
	}
}

// ageOf checks the age of data that was made at a moment.
func ageOf(t *testing.T, made, now time.Time, days int) verify.Check {
	t.Helper()
	raw := fmt.Sprintf(`<reply status="200 OK" responseTimestamp="%s"><command id="1" state="successful" name="DefaultImportCommand"><result><accounts><account><iban>PL61109010140000071219812874</iban><currencyBalance>1.00</currencyBalance><currencyName>PLN</currencyName></account></accounts></result></command></reply>`,
		made.UTC().Format("2006-01-02T15:04:05Z"))
	b := ledger.NewBuilder(nil)
	imp, err := aisclient.DecodeRows(t.Context(), strings.NewReader(raw), aisclient.DecodeOptions{}, b.Add)
	if err != nil {
		t.Fatal(err)
	}
	l := b.Finish(imp)
	k, err := verify.NewChecker(t.Context(), insight.NewCache(l, insight.Options{Today: l.DayOf(now)}), aisclient.DateIn(now))
	if err != nil {
		t.Fatal(err)
	}
	rep, err := k.At(now).Check(t.Context(), []verify.Claim{verify.DataAge{Days: days}})
	if err != nil {
		t.Fatal(err)
	}
	return rep.Checks[0]
}

// HARDENING 9: what is typed is counted from the user's own day.
func TestWhatIsTypedGoesByTheUsersDay(t *testing.T) {
	for _, zone := range zones {
		at, _ := time.LoadLocation(zone)
		for _, moment := range moments() {
			here := moment.In(at)
			today := aisclient.DateIn(here)
			if want := here.Format(time.DateOnly); today.String() != want {
				t.Errorf("%s: today is %s, not %s", zone, today, want)
			}
			for word, back := range map[string]int{"1d": 1, "90d": 90, "2w": 14} {
				since, err := intake.ParseSince(word, today)
				y, m, d := here.Date()
				if want := time.Date(y, m, d-back, 12, 0, 0, 0, time.UTC).Format(time.DateOnly); err != nil || since.String() != want {
					t.Errorf("%s: %s before %s is %s, not %s (%v)", zone, word, today, since, want, err)
				}
			}
			from, to, err := filter.ParseDates("today", today)
			if err != nil || from != today || to != today {
				t.Errorf("%s: today is from %s to %s, not %s (%v)", zone, from, to, today, err)
			}
		}
	}
}
