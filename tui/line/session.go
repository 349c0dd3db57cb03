package line

import (
	"errors"
	"slices"
	"strings"

	saved "aisdesk/aisclient/library"
)

// session is one run of the mode: where the user is, and what is open.
type session struct {
	*conversation
	app Backend

	places []*place        // the way to where the user is; the last one is the place
	hinted map[string]bool // places whose hint was said
	work   *workspace      // the open import, nil for none
	caseID string          // the case of the place of a case
	order  saved.Order     // of the library
	picked map[string]bool // the ids of saved imports that are marked
}

// place is somewhere the user can be: home, the library, a list of an import.
type place struct {
	name string
	hint string        // what can be done here, said once
	none string        // the hint where the list is empty
	head func() string // what is said on arrival: the place, how many of what, in which order
	list *list         // nil for a place without one
	// again makes the place anew where what it shows has changed; nil where it reads everything when it is entered.
	again func(s *session) error
	// left puts back what going there changed; nil where it changed nothing.
	left func() error
}

// here is the place where the user is.
func (s *session) here() *place { return s.places[len(s.places)-1] }

// shown is the list of the place; its zero value where it has none.
func (s *session) shown() *list {
	if l := s.here().list; l != nil {
		return l
	}
	return &list{}
}

// goTo makes a place the current one and says so. One of its name that is on the way is gone back to.
func (s *session) goTo(p *place) {
	for i, q := range slices.Backward(s.places) {
		if q.name == p.name {
			s.places = s.places[:i]
			break
		}
	}
	s.into(p)
}

// into goes from a list to what is behind one of its items: back returns to the list, also where both have one name.
func (s *session) into(p *place) {
	s.places = append(s.places, p)
	s.enter()
}

// enter says where the user is now, and the first page of its list.
func (s *session) enter() {
	p := s.here()
	s.out.say("%s", p.head())
	if p.list != nil {
		p.list.at = 0
		s.page()
	}
	hint := p.hint
	if p.list != nil && p.list.n == 0 {
		hint = p.none
	}
	if hint != "" && !s.hinted[p.name+hint] {
		s.hinted[p.name+hint] = true
		s.out.say("Hint: %s", hint)
	}
}

// back goes one place back.
func (s *session) back() error {
	if len(s.places) == 1 {
		return errors.New("this is the first place. quit leaves the program")
	}
	if s.here().name == placeImport {
		s.work = nil
	}
	left := s.here().left
	s.places = s.places[:len(s.places)-1]
	if left != nil {
		if err := left(); err != nil {
			return err
		}
	}
	if again := s.here().again; again != nil {
		return again(s)
	}
	s.enter()
	return nil
}

// command does what a line says.
func (s *session) command(line string) error {
	line = strings.TrimSpace(line)
	if line == "" {
		return errors.New("nothing was typed. help lists the commands")
	}
	c, rest, err := find(line, s)
	if err != nil {
		return err
	}
	if c.names[0] != "repeat" {
		s.out.begin()
	}
	return c.do(s, rest)
}
