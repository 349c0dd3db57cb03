package cases

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// CheckManifest fails where the manifest of an import is not the one with which it joined its case, which holds on every machine. An
// import that stands alone and a case that cannot be read prove nothing.
func CheckManifest(ctx context.Context, c *Cases, m *archive.Manifest) error {
	id, err := c.Of(ctx, m.ID)
	if id == "" || err != nil {
		return nil
	}
	s, err := c.Get(ctx, id)
	if err != nil {
		return nil
	}
	return CheckJoined(s, m)
}

// CheckJoined is CheckManifest in a case that was read; an import that it does not hold proves nothing.
func CheckJoined(s *casefile.State, m *archive.Manifest) error {
	return checkJoined(joinedAs(s, m.ID), m)
}

// joinedAs is what a case noted of an import or a file when it joined; zero where it does not hold it.
func joinedAs(s *casefile.State, importID string) casefile.Import {
	for _, i := range s.Imports {
		if i.Import == importID {
			return i
		}
	}
	for _, f := range s.Files {
		if f.Import == importID {
			return ofFile(f)
		}
	}
	return casefile.Import{}
}

// ofFile is a statement file as an import.
func ofFile(f casefile.File) casefile.Import {
	return casefile.Import{Import: f.Import, SHA256: f.SHA256, Size: f.Size, Saved: f.Saved, Environment: FileEnvironment,
		OwnerExternalID: f.OwnerExternalID, Manifest: f.Manifest, Expires: f.Expires}
}

// checkJoined fails where a manifest is not the one that was noted; a locked one says too little.
func checkJoined(noted casefile.Import, m *archive.Manifest) error {
	if noted.Import == "" || m.Locked {
		return nil
	}
	var differ []string
	field := func(name, now, then string) {
		if now != then {
			differ = append(differ, fmt.Sprintf("the %s %s, which was %s", name, orNone(now), orNone(then)))
		}
	}
	field("environment", m.Environment.String(), noted.Environment)
	field("customer id", m.OwnerExternalID.String(), noted.OwnerExternalID)
	field("checksum", m.SHA256, noted.SHA256)
	if !noted.Saved.IsZero() {
		field("time", m.Created.UTC().Format(time.RFC3339Nano), noted.Saved.UTC().Format(time.RFC3339Nano))
	}
	switch {
	case len(differ) > 0:
		return changed("it says " + english.List(differ))
	case noted.Manifest != "" && noted.Manifest != m.Digest():
		return changed("its bank, first day, command or state is another")
	}
	return nil
}

// ofAnother reports whether an import was kept as unreadable since its reply is the answer about another command.
func ofAnother(m *archive.Manifest, c *aisclient.Command) bool {
	return m.State.String() == intake.StateUnreadable && m.CommandID.String() != text.Clean(c.ID).String()
}

// changed is an import whose manifest somebody changed.
func changed(how string) error {
	return fmt.Errorf("%w: its manifest is not the one that was saved: %s. \"aisdesk restore\" takes the import out of a copy of the archive", archive.ErrDamaged, how)
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return text.Clean(s).String()
}

// saysOfItself compares the manifest of an import with what its reply says of itself, and its time with its id: this holds also
// where neither a case nor this machine noted anything.
func saysOfItself(ctx context.Context, store *archive.Store, m *archive.Manifest) error {
	raw, err := store.Raw(m.ID)
	if err != nil {
		return nil // it was said already
	}
	h, err := aisclient.DecodeHeadFrom(ctx, raw, aisclient.DecodeOptions{MaxBytes: maxFile})
	if err := errors.Join(err, raw.Close()); err != nil {
		return ctx.Err() // a reply that cannot be read is kept, too
	}
	var differ []string
	field := func(name string, now, then string) {
		if now != "" && then != "" && now != then {
			differ = append(differ, fmt.Sprintf("the %s %s, and the reply %s", name, orNone(now), orNone(then)))
		}
	}
	if c := h.Command; c != nil && m.Environment.String() != FileEnvironment && !ofAnother(m, c) {
		field("customer id", m.OwnerExternalID.String(), h.Envelope.OwnerExternalID.String())
		field("command", m.CommandID.String(), text.Clean(c.ID).String())
		field("state", m.State.String(), text.Clean(string(c.State)).String())
		field("bank", m.Target.String(), c.Target.String())
	}
	if at := m.Created.UTC().Truncate(time.Second); !strings.HasPrefix(m.ID, archive.IDTime(at)) {
		differ = append(differ, "the time "+at.Format(time.RFC3339)+", and its id another")
	}
	if len(differ) > 0 {
		return changed("it says " + english.List(differ))
	}
	return nil
}
