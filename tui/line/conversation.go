package line

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aisdesk/aisclient/ledger/export"
)

// conversation is what is said and what is typed.
type conversation struct {
	ctx  context.Context
	opts Options
	out  *writer
	in   *reader

	waiting []string // lines that came while something ran, in their order
	// unanswered is a command that was typed in the place of an answer: it is done next.
	unanswered string
	ended      bool // the input has ended behind them
	warned     bool // an interrupt was answered with the way out
	locked     bool // something could not be read without the passphrase
}

// next asks for the next line. It first takes those that came while something ran. An interrupt is answered here,
// because nothing runs: the first one says so, the second one leaves.
func (s *conversation) next(prompt string) (string, error) {
	if line := s.unanswered; line != "" {
		s.unanswered = ""
		return line, nil
	}
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
			s.out.say("Nothing is running. Ctrl-C again leaves the program")
			s.out.ask(prompt)
		}
	}
}

// working is after which time an answer that is not there yet is announced.
const working = 100 * time.Millisecond

// errStopped says that the user stopped what ran.
var errStopped = errors.New("stopped by Ctrl-C. Nothing was changed")

// do runs what may take long. It says so after a tenth of a second, and an interrupt ends it.
func (s *conversation) do(work func(ctx context.Context) error) error {
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

// expandHome reads ~ as a shell would.
func expandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// writeFile writes a file and says so; it asks before it writes over one.
func (s *conversation) writeFile(path string, write func(overwrite bool) error) error {
	err := write(false)
	if errors.Is(err, export.ErrExists) {
		s.out.say("There is a file %s already", path)
		if err := s.confirm("overwrite"); err != nil {
			return err
		}
		err = write(true)
	}
	if err == nil {
		s.out.say("Written: %s", path)
	}
	return err
}

func writeBytes(path string, overwrite bool, b []byte) error {
	return export.WriteFile(path, overwrite, func(w io.Writer) error { _, err := w.Write(b); return err })
}

// maxLine is the longest line in bytes that is read.
const maxLine = 1 << 20

// reader reads the lines of the input, one when it is asked for: what is piped in at once stays for the next question.
type reader struct {
	want  chan struct{}
	lines chan input
	asked bool // a line is on its way
}

// input is a line, or why there is none.
type input struct {
	text string
	err  error
}

func newReader(in io.Reader) *reader {
	r := &reader{want: make(chan struct{}, 1), lines: make(chan input, 1)}
	go r.read(in)
	return r
}

// read serves one scanner for the whole run. It ends with the input; a read that never returns ends with the program.
func (r *reader) read(in io.Reader) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for range r.want {
		if lines.Scan() {
			r.lines <- input{text: lines.Text()}
			continue
		}
		err := lines.Err()
		if err == nil {
			err = io.EOF
		}
		if errors.Is(err, bufio.ErrTooLong) {
			err = errors.New("a line of more than a million characters")
		}
		r.lines <- input{err: err}
		return
	}
}

// next asks for a line, once, and returns where it comes.
func (r *reader) next() <-chan input {
	if !r.asked {
		r.asked = true
		r.want <- struct{}{}
	}
	return r.lines
}

// taken says that the line came.
func (r *reader) taken() { r.asked = false }
