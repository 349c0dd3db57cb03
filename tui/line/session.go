package line

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"
)

// session is one run of the mode: where the user is, and what was said last.
type session struct {
	ctx  context.Context
	app  Backend
	opts Options
	out  *writer
	in   *reader

	places  []*place        // the way to where the user is; the last one is the place
	waiting []string        // lines that came while something ran, in their order
	ended   bool            // the input has ended behind them
	hinted  map[string]bool // places whose hint was said
	warned  bool            // an interrupt was answered with the way out
	work    *workspace      // the open import, nil for none
}

// place is somewhere the user can be: home, the library, a list of an import.
type place struct {
	name string
	hint string
	head func() string // what is said on arrival: the place, how many of what, in which order
	list *list         // nil for a place without one
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

// goTo makes a place the current one and says so.
func (s *session) goTo(p *place) {
	for i, q := range s.places { // a place that is on the way is gone back to
		if q.name == p.name {
			s.places = s.places[:i]
			break
		}
	}
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
	if p.hint != "" && !s.hinted[p.name] {
		s.hinted[p.name] = true
		s.out.say("Hint: %s", p.hint)
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
	s.places = s.places[:len(s.places)-1]
	s.enter()
	return nil
}

// next asks for the next line. It first takes those that came while something ran. An interrupt is answered here,
// because nothing runs: the first one says so, the second one leaves.
func (s *session) next(prompt string) (string, error) {
	if len(s.waiting) > 0 {
		line := s.waiting[0]
		s.waiting = s.waiting[1:]
		s.out.echo(prompt, line)
		return line, nil
	}
	if s.ended {
		return "", errQuit
	}
	s.out.ask(prompt)
	for {
		select {
		case got := <-s.in.next():
			s.in.taken()
			if got.err != nil {
				s.ended = true
				s.out.endLine()
				return "", errQuit
			}
			s.out.answered()
			s.warned = false
			return got.text, nil
		case sig := <-s.opts.Interrupts:
			s.out.endLine()
			if sig != os.Interrupt || s.warned {
				return "", ErrInterrupted
			}
			s.warned = true
			s.out.say("Nothing is running. Ctrl+C again leaves the program")
			s.out.ask(prompt)
		}
	}
}

// working is after which time an answer that is not there yet is announced.
const working = 100 * time.Millisecond

// errStopped says that the user stopped what ran.
var errStopped = errors.New("stopped by Ctrl+C. Nothing was changed")

// do runs what may take long. It says so after a tenth of a second, and an interrupt ends it.
func (s *session) do(work func(ctx context.Context) error) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	late := s.opts.After(working)
	for {
		select {
		case err := <-done:
			return err
		case <-late:
			s.out.say("Working")
			late = nil
		case sig := <-s.opts.Interrupts:
			cancel()
			<-done
			if sig != os.Interrupt {
				return ErrInterrupted
			}
			return errStopped
		}
	}
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
