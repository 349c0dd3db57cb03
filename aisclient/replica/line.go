package replica

import (
	"fmt"
	"strings"
	"time"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// short are causes for which a line has no room, in fewer words: the sync says the rest.
var short = map[error]string{objects.ErrFull: "the store is full", objects.ErrNoBucket: "no such bucket", objects.ErrClock: "this machine's clock is wrong",
	objects.ErrCredentials: "credentials missing, wrong or expired"}

// Line says in a few words how this machine and the store stand: as of when, how much waits, what was refused.
func (s Status) Line(now time.Time) string {
	words := []string{"never synced"}
	if !s.AsOf.IsZero() {
		at := s.AsOf.In(now.Location())
		form := "15:04"
		if y, m, d := at.Date(); now.Year() != y || now.Month() != m || now.Day() != d {
			form = "2006-01-02 15:04"
		}
		words[0] = "as of " + at.Format(form)
	}
	switch {
	case s.Slow != "":
		words = append([]string{"waiting for " + s.Slow}, words...)
	case s.Problem != "":
		words = append([]string{"not synced: aisdesk archive sync"}, words...)
		_, right, denied := strings.Cut(s.Problem, objects.ErrDenied.Error()+": the right to ")
		verb, _, _ := strings.Cut(right, " ")
		switch {
		case denied:
			words[0] = "the right to " + verb + " is missing: aisdesk archive sync"
		case strings.Contains(s.Problem, objects.ErrUnreachable.Error()):
			words[0] = "offline"
		case strings.Contains(s.Problem, objects.ErrNotNow.Error()):
			words[0] = objects.ErrNotNow.Error()
		case strings.Contains(s.Problem, "aisdesk team trust"):
			words[0] = "team changed: aisdesk team trust"
		case strings.Contains(s.Problem, team.ErrRemoved.Error()):
			words[0] = team.ErrRemoved.Error() + ": aisdesk archive sync"
		case strings.Contains(s.Problem, ErrPlain.Error()):
			words = []string{"nothing is sent, since this machine's archive is not encrypted: aisdesk archive init"}
		case strings.Contains(s.Problem, ErrNotJoined.Error()):
			words = []string{"nothing is sent, since this archive was not brought into it yet: aisdesk archive init"}
		case strings.Contains(s.Problem, team.ErrGone.Error()):
			words[0] = "the team is gone from the store: aisdesk archive sync"
		default:
			for cause, said := range short {
				if strings.Contains(s.Problem, cause.Error()) {
					words[0] = said + ": aisdesk archive sync"
				}
			}
		}
	}
	if s.Waiting > 0 {
		words = append(words, english.Plural(s.Waiting, "waits", "wait"))
	}
	if s.Refused > 0 {
		words = append(words, fmt.Sprintf("%d refused: aisdesk archive sync", s.Refused))
	}
	if s.Warnings > 0 {
		words = append(words, english.Plural(s.Warnings, "warning", "warnings")+": aisdesk archive sync")
	}
	if n := len(s.Undeleted); n > 0 {
		words = append(words, fmt.Sprintf("%d deleted here only: aisdesk archive sync", n))
	}
	if s.Lexicon > 0 {
		words = append(words, fmt.Sprintf("team's lexicon %d", s.Lexicon))
	}
	if s.Restart {
		words = append(words, "team's policies changed: start aisdesk again")
	}
	if s.Proposals > 0 {
		words = append(words, english.Plural(s.Proposals, "proposal", "proposals")+": aisdesk team changes")
	}
	return strings.Join(words, ", ")
}
