package replyfile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"

	"aisdesk/aisclient/text"
)

// readPipe reads a pipe, such as that of <(command). One that nobody writes to must not hold the program up for ever, where
// no signal reaches it: it is opened without waiting, and an end of the context ends the reading.
func readPipe(ctx context.Context, path string) (File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	stop := context.AfterFunc(ctx, func() { _ = f.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	return Read(ctx, path, f)
}

// Read reads a reply that comes once, from a pipe or the program's input, whole before anything looks into it. name is what
// to call it. The error is the context's, r's, or says what came instead.
func Read(ctx context.Context, name string, r io.Reader) (File, error) {
	name = text.Clean(name).String()
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case ctx.Err() != nil:
		return File{}, ctx.Err()
	case err != nil:
		return File{}, fmt.Errorf("%s: %w", name, err)
	case len(raw) == 0:
		return File{}, fmt.Errorf("nothing came from %s. A whole reply of the provider is expected", name)
	case len(raw) > MaxBytes:
		return File{}, fmt.Errorf("more than %d bytes came from %s, the most that is opened", int64(MaxBytes), name)
	}
	sum := sha256.Sum256(raw)
	return File{Name: name, Size: int64(len(raw)), Checksum: func() string { return hex.EncodeToString(sum[:]) },
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }}, nil
}
