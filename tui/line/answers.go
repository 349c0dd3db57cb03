package line

import "aisdesk/aisclient/app/service"

// sayAnswer says what a service answered, a fact a line.
func sayAnswer(s *session, a service.Answer) {
	s.out.say("Service %s, asked %s UTC, source %s", a.Service, a.AskedAt.UTC().Format(stamp), a.Source)
	if a.Refusal != "" {
		s.out.say("Refused: %s", a.Refusal)
		return
	}
	for _, f := range service.Facts(a) {
		if f.Value == "" { // the head of what follows
			s.out.say("%s:", f.Name)
		}
		s.out.fact(f.Name, f.Value)
	}
}
