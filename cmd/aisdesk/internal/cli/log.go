package cli

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
)

// maxLog is the size in bytes at which the log starts anew; one older file is kept.
const maxLog = 1 << 20

// logTo opens the log file. Where it cannot be written the logger writes nowhere, and the error says why.
func logTo(dir string) (*slog.Logger, error) {
	discard := slog.New(slog.DiscardHandler)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return discard, err
	}
	path := filepath.Join(dir, "aisdesk.log")
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		_ = os.Rename(path, path+".1")
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		err = Room(dir)
	}
	if err != nil {
		return discard, err
	}
	return slog.New(slog.NewTextHandler(f, nil)), nil
}

// room is what a command notes, at most, and no other file of the folder needs.
const room = 32 << 10

// Room looks whether a folder takes new files: what is noted there is a second look at the archive, and that it cannot be is said
// before anything is saved. A full disk still opens files, and takes no bytes.
func Room(dir string) error {
	f, err := os.CreateTemp(dir, ".room-*")
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, room))
	return errors.Join(err, f.Close(), os.Remove(f.Name()))
}
