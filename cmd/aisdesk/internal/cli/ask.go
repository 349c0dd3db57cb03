package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"aisdesk/cmd/aisdesk/internal/cli/hidden"
)

// Dialog asks questions on a terminal, a line each. An interrupt ends it, also while it waits for an answer.
type Dialog struct {
	in  *os.File
	out io.Writer
}

// NewDialog fails where there is no terminal to ask on.
func (prog *Program) NewDialog() (*Dialog, error) {
	in, ok := prog.In.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return nil, errors.New("there is no terminal to ask on")
	}
	return &Dialog{in, prog.Err}, nil
}

// Say writes lines, folded at the width of the terminal.
func (d *Dialog) Say(format string, args ...any) { (&Printer{W: d.out}).Fold("", format, args...) }

// Line asks for a line. It fails with io.EOF at the end of the input, and with the context's error.
func (d *Dialog) Line(ctx context.Context, prompt string) (string, error) {
	fmt.Fprint(d.out, prompt)
	line, err := readLine(&interruptible{ctx, d.in})
	if ctx.Err() != nil {
		fmt.Fprintln(d.out)
	}
	return line, err
}

// Agree asks a question that only a yes agrees to, unless yes was said before. refused is the error of every other answer, and
// of none. An interrupt ends the command.
func (prog *Program) Agree(yes bool, question string, refused error) error {
	if yes {
		return nil
	}
	fmt.Fprint(prog.Err, question+" [y/N] ")
	answer, err := readLine(prog.Input())
	if err != nil {
		fmt.Fprintln(prog.Err) // nobody pressed Enter
	}
	if prog.Context.Err() != nil {
		return &CodeError{Code: ExitCancelled, Err: fmt.Errorf("cancelled: %w", refused)}
	}
	if answer = strings.TrimSpace(answer); !strings.EqualFold(answer, "y") && !strings.EqualFold(answer, "yes") {
		return refused
	}
	return nil
}

// Input is the standard input, of which a read ends with an interrupt: nobody may ever write there.
func (prog *Program) Input() io.Reader { return &interruptible{prog.Context, prog.In} }

// interruptible is a reader whose reads end with a context.
type interruptible struct {
	ctx context.Context
	in  io.Reader
}

func (r *interruptible) Read(p []byte) (int, error) {
	b := make([]byte, len(p)) // a read that was left may still end
	n, err := await(r.ctx, begin(func() (int, error) { return r.in.Read(b) }))
	return copy(p, b[:n]), err
}

// Hidden asks for a line that is not shown while it is typed. It fails where there is no terminal, with ctx's error, and with
// io.EOF at the end of what is typed.
func (d *Dialog) Hidden(ctx context.Context, prompt string) (string, error) {
	fd := int(d.in.Fd())
	shown, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(fd, shown) }() // also where the question was left
	read := begin(d.hidden(fd))
	hides(fd, shown) // who answers at once is not shown either
	fmt.Fprint(d.out, prompt)
	defer fmt.Fprintln(d.out)
	return await(ctx, read)
}

// hidden hides what is typed from now on, and returns what reads a line of it.
func (d *Dialog) hidden(fd int) func() (string, error) {
	if err := hidden.Begin(fd); err != nil { // Windows
		return func() (string, error) {
			b, err := term.ReadPassword(fd)
			return string(b), err
		}
	}
	return func() (string, error) {
		line, err := readLine(d.in)
		if line != "" && errors.Is(err, io.EOF) {
			err = nil
		}
		return line, err
	}
}

// hides waits until the terminal no longer shows what is typed, a second at most.
func hides(fd int, shown *term.State) {
	for range 1000 {
		if now, err := term.GetState(fd); err != nil || *now != *shown {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

type answer[T any] struct {
	read T
	err  error
}

// begin reads beside the program, which an interrupt must reach.
func begin[T any](read func() (T, error)) <-chan answer[T] {
	done := make(chan answer[T], 1)
	go func() {
		what, err := read()
		done <- answer[T]{what, err}
	}()
	return done
}

// await waits for what is read, or for an interrupt. What was read after one is no answer.
func await[T any](ctx context.Context, done <-chan answer[T]) (read T, err error) {
	select {
	case a := <-done:
		if ctx.Err() == nil {
			return a.read, a.err
		}
	case <-ctx.Done():
	}
	return read, ctx.Err()
}

// readLine reads to the end of a line and no further: what follows may be typed for a hidden question.
func readLine(r io.Reader) (string, error) {
	var line []byte
	for b := make([]byte, 1); ; {
		n, err := r.Read(b)
		switch {
		case n == 1 && b[0] == '\n':
			return string(line), nil
		case n == 1:
			line = append(line, b[0])
		case err != nil:
			return string(line), err
		}
	}
}
