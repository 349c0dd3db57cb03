package line

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/service"
)

// sayAnswer says what a service answered, a fact a line, and behind it how it differs from our own figures.
func sayAnswer(s *session, a service.Answer) error {
	s.out.say("Service %s, asked %s UTC, source %s", a.Service.Label(), a.AskedAt.UTC().Format(stamp), a.Source)
	if a.Refusal != "" {
		s.out.say("Refused: %s", a.Refusal)
		return nil
	}
	var facts []service.Fact
	if err := s.do(func(ctx context.Context) (err error) {
		facts, err = app.BesideOurs(ctx, s.work.data, s.opts.Now(), a)
		return err
	}); err != nil {
		return err
	}
	for _, f := range slices.Concat(service.Facts(a), facts) {
		s.out.whole(strings.TrimSpace(f.Name + ": " + f.Value)) // without a value it is the head of what follows
	}
	return nil
}
