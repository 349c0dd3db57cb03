package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"

	"aisdesk/aisclient/text"
)

// A reply that comes once, from a pipe or the program's input, is read whole before anything looks into it.

// readInput reads the reply on the program's input.
func (a *App) readInput(ctx context.Context) (Reply, error) {
	if a.opts.Input == nil {
		return Reply{}, errors.New("there is no input to read a reply from")
	}
	return a.readOnce(ctx, "standard input", a.opts.Input)
}

// readPipe reads a pipe, such as that of <(command). One that nobody writes to must not hold the program up for ever, where
// no signal reaches it: it is opened without waiting, and an end of the context ends the reading.
func (a *App) readPipe(ctx context.Context, path string) (Reply, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return Reply{}, err
	}
	defer f.Close()
	stop := context.AfterFunc(ctx, func() { _ = f.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	return a.readOnce(ctx, path, f)
}

func (a *App) readOnce(ctx context.Context, name string, r io.Reader) (Reply, error) {
	name = text.Clean(name).String()
	raw, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	switch {
	case ctx.Err() != nil:
		return Reply{}, ctx.Err()
	case err != nil:
		return Reply{}, fmt.Errorf("%s: %w", name, err)
	case len(raw) == 0:
		return Reply{}, fmt.Errorf("nothing came from %s. A whole reply of the provider is expected", name)
	case len(raw) > maxFile:
		return Reply{}, fmt.Errorf("more than %d bytes came from %s, the most that is opened", int64(maxFile), name)
	}
	sum := sha256.Sum256(raw)
	checksum := func() string { return hex.EncodeToString(sum[:]) }
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }
	return newReply(&a.lexicon, Dataset{Name: name}, int64(len(raw)), checksum, open), nil
}

// leadsNowhere reports whether a name that was not found is a link, and to what.
func leadsNowhere(path string, err error) (to string, _ bool) {
	if !errors.Is(err, fs.ErrNotExist) {
		return "", false
	}
	to, err = os.Readlink(path)
	return to, err == nil
}
