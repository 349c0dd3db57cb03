package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
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
	return d.await(ctx, begin(d.readLine))
}

// Hidden asks for a line that is not shown while it is typed.
func (d *Dialog) Hidden(ctx context.Context, prompt string) (string, error) {
	fd := int(d.in.Fd())
	shown, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(fd, shown) }() // also where the question was left
	read := begin(func() (string, error) {
		b, err := term.ReadPassword(fd)
		return string(b), err
	})
	hides(fd, shown) // who answers at once is not shown either
	fmt.Fprint(d.out, prompt)
	defer fmt.Fprintln(d.out)
	return d.await(ctx, read)
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

type answer struct {
	line string
	err  error
}

// begin reads beside the program, which an interrupt must reach.
func begin(read func() (string, error)) <-chan answer {
	done := make(chan answer, 1)
	go func() {
		line, err := read()
		done <- answer{line, err}
	}()
	return done
}

// await waits for what is read, or for an interrupt.
func (d *Dialog) await(ctx context.Context, done <-chan answer) (string, error) {
	select {
	case a := <-done:
		return a.line, a.err
	case <-ctx.Done():
		fmt.Fprintln(d.out)
		return "", ctx.Err()
	}
}

// readLine reads to the end of a line and no further: what follows may be typed for a hidden question.
func (d *Dialog) readLine() (string, error) {
	var line []byte
	for b := make([]byte, 1); ; {
		n, err := d.in.Read(b)
		switch {
		case n == 1 && b[0] == '\n':
			return string(line), nil
		case n == 1:
			line = append(line, b[0])
		case err != nil:
			return "", err
		}
	}
}
