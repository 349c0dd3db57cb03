package line

import (
	"context"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// askNext asks, after an import for a case, what comes next, as the screen and the command line do. Only an answer ends it:
// there is no default, because each answer but one begins an import.
func askNext(s *session, caseID, owner string) error {
	o, err := s.choose("Another bank, another applicant, or finish?", []option{{string(intake.AnotherBank), "another bank"},
		{string(intake.AnotherApplicant), "another applicant"}, {string(intake.Finish), "finish"}}, -1)
	if err != nil {
		return err
	}
	switch intake.NextStep(o.value) {
	case intake.AnotherBank:
		return askRequestFor(s, caseID, owner)
	case intake.AnotherApplicant:
		return anotherApplicant(s, caseID, "")
	}
	s.out.say("Finished. case show tells of the case")
	return nil
}

// anotherApplicant adds a co-applicant to a case and asks for their import.
func anotherApplicant(s *session, caseID, name string) error {
	name, err := s.needed(name, "Name of the other applicant:", "a person needs a name")
	if err != nil {
		return err
	}
	var p casefile.Person
	err = s.do(func(ctx context.Context) (err error) {
		p, err = s.app.Cases().AddPerson(ctx, caseID, casefile.Person{Name: text.Clean(name).String(), Role: casefile.CoApplicant})
		return err
	})
	if err != nil {
		return err
	}
	s.out.fact("Added", join(p.Name, string(p.Role), "customer "+p.OwnerExternalID))
	return askRequestFor(s, caseID, p.OwnerExternalID)
}
