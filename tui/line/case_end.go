package line

import (
	"context"
	"errors"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
)

// addStatement brings a statement file into the case. It confirms nothing alone.
func addStatement(s *session, arg string) error {
	id, err := caseForActs(s)
	if err != nil {
		return err
	}
	if arg == "" {
		arg, err = s.ask("Statement file, its path:", "")
	}
	if err == nil && arg == "" {
		err = errors.New("name the file")
	}
	if err != nil {
		return err
	}
	var imported string
	var foreign *cases.Foreign
	err = s.do(func(ctx context.Context) (err error) {
		if imported, err = s.app.Cases().AddFile(ctx, id, expandHome(arg), ""); err == nil {
			foreign, err = s.app.Cases().Foreign(ctx, id, imported)
		}
		return err
	})
	if err != nil {
		return err
	}
	s.out.say("Saved: the statement file as import %s of case %s", imported, id)
	if foreign != nil {
		s.out.say("Warning: %s. What is of a stranger is in no sum", foreign)
	}
	s.out.say("case show lists its event, and case undo with the number of the event takes it back")
	return nil
}

// keepUntil moves the day from which the case may be erased; why may stand behind the day.
func keepUntil(s *session, arg string) error {
	if _, err := s.shownCase(); err != nil {
		return err
	}
	said, err := s.needed(arg, "Keep until, YYYY-MM-DD, and why:", "begin with a day: YYYY-MM-DD")
	if err != nil {
		return err
	}
	typed, why, _ := strings.Cut(said, " ")
	d, err := aisclient.ParseDate(typed)
	if err != nil {
		return errors.New("begin with a day: YYYY-MM-DD")
	}
	return write(s, func(ctx context.Context, id string) (casefile.Event, error) {
		return s.app.Cases().Act(ctx, id, casefile.Expiry{Expires: d.Time(), Reason: strings.TrimSpace(why)})
	})
}

// eraseCase removes all of the case but the headers of its events, with a reason, once the word was typed.
func eraseCase(s *session, arg string) error {
	id, err := s.shownCase()
	if err == nil && id == "" {
		err = errors.New("this import stands alone: it has no case. delete in the library deletes it")
	}
	if err != nil {
		return err
	}
	s.out.say("Case %s: all imports, notes and decisions are erased, the headers of events stay", id)
	s.out.say("What is erased cannot be brought back")
	why, err := s.needed(arg, "Reason, for the file:", "say why: the reason stays in the case. Nothing was changed")
	if err != nil {
		return err
	}
	if err := s.confirm("ERASE"); err != nil {
		return err
	}
	if err := s.do(func(ctx context.Context) error { return s.app.Cases().Erase(ctx, id, why) }); err != nil {
		return err
	}
	s.out.say("Erased: case %s", id)
	s.goHome()
	s.enter()
	return nil
}
