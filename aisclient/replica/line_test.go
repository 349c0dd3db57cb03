package replica_test

import (
	"testing"
	"time"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
)

func TestStatusInALine(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for want, s := range map[string]replica.Status{
		"never synced":                                                    {},
		"as of 10:42":                                                     {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC)},
		"as of 2026-11-27 10:42":                                          {AsOf: time.Date(2026, 11, 27, 10, 42, 0, 0, time.UTC)},
		"offline, as of 10:42, 2 wait":                                    {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Waiting: 2, Problem: "syncing: " + objects.ErrUnreachable.Error()},
		"offline, never synced, 1 waits":                                  {Waiting: 1, Problem: "syncing: " + objects.ErrUnreachable.Error()},
		"as of 10:42, 1 refused: aisdesk archive sync":                    {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Refused: 1},
		"as of 10:42, 1 deleted here only: aisdesk archive sync":          {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Undeleted: []string{"x"}},
		"as of 10:42, team's lexicon 3, 1 proposal: aisdesk team changes": {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Lexicon: 3, Proposals: 1},
		"as of 10:42, team's policies changed: start aisdesk again":       {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Restart: true},
		"the team is gone from the store: aisdesk archive sync, as of 10:42": {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC),
			Problem: team.ErrGone.Error() + ". Ask Anna"},
		"you were removed from the team: aisdesk archive sync, as of 10:42, 7 wait": {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Waiting: 7,
			Problem: "it is not sealed to you any more: " + team.ErrRemoved.Error() + ". Its members are: Anna"},
		"team changed: aisdesk team trust, as of 10:42": {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC),
			Problem: "the team was changed. \"aisdesk team trust\" accepts it"},
		"not synced: aisdesk archive sync, as of 10:42":                            {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Problem: "something else"},
		"credentials missing, wrong or expired: aisdesk archive sync, as of 10:42": {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Problem: "put x: " + objects.ErrCredentials.Error() + " (ExpiredToken)"},
		"the store is full: aisdesk archive sync, as of 10:42, 1 waits":            {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Waiting: 1, Problem: "put x: " + objects.ErrFull.Error()},
		"no such bucket: aisdesk archive sync, as of 10:42":                        {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Problem: "get x: " + objects.ErrNoBucket.Error()},
		"this machine's clock is wrong: aisdesk archive sync, as of 10:42":         {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Problem: "get x: " + objects.ErrClock.Error()},
		"the store cannot do it now, as of 10:42, 1 waits":                         {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Waiting: 1, Problem: "put x: " + objects.ErrNotNow.Error() + ": h answers 500 InternalError"},
		"the right to put is missing: aisdesk archive sync, as of 10:42, 2 wait": {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Waiting: 2,
			Problem: "put cases/x in s3://team: " + objects.ErrDenied.Error() + ": the right to put is missing. Whoever keeps the bucket can give it"},
		"waiting for s3.example, as of 10:42":           {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Slow: "s3.example", Problem: "of the last time"},
		"as of 10:42, 2 warnings: aisdesk archive sync": {AsOf: time.Date(2026, 11, 28, 10, 42, 0, 0, time.UTC), Warnings: 2},
	} {
		if got := s.Line(now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
