package team

import (
	"context"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
)

// Within is the client's store, in which this machine does no more than its person's role says. It wraps objects.ErrDenied as the
// bucket does where its policy gives fewer rights, which alone keeps anybody from anything: this keeps from mistakes.
func (d *Client) Within(s Replacing) Replacing { return within{s, d} }

// Replacing is a store that can put other bytes into an object that exists, in one step: whoever reads it meanwhile has the old or the
// new. It is for bytes that say the same and are sealed again.
type Replacing interface {
	objects.Store
	Replace(ctx context.Context, name string, b []byte) error
}

type within struct {
	Replacing
	client *Client
}

func (w within) Create(ctx context.Context, name string, b []byte) error {
	if err := w.client.may(false); err != nil {
		return err
	}
	return w.Replacing.Create(ctx, name, b)
}

func (w within) Replace(ctx context.Context, name string, b []byte) error {
	if err := w.client.may(false); err != nil {
		return err
	}
	return w.Replacing.Replace(ctx, name, b)
}

func (w within) Delete(ctx context.Context, name string) error {
	if err := w.client.may(true); err != nil {
		return err
	}
	return w.Replacing.Delete(ctx, name)
}

// MayWrite fails, wrapping objects.ErrDenied, where this machine's person may not write in the team's store, and where what is noted of
// the team cannot be read.
func (d *Client) MayWrite() error { return d.may(false) }

// MayDelete fails, wrapping objects.ErrDenied, where this machine's person deletes nothing in the team's store, and where what is noted
// of the team cannot be read.
func (d *Client) MayDelete() error { return d.may(true) }

// may tells whether this machine's person may write, or delete, in the team's store. Whoever is in no team has no role.
func (d *Client) may(erase bool) error {
	known, err := d.Known()
	if err != nil || known == nil {
		return err
	}
	own, err := d.Recipient()
	if err != nil {
		return err
	}
	var role Role
	var others []string
	for _, m := range known.Members {
		if m.Recipient == own {
			role = m.Role
		} else if m.Role != Auditor {
			others = append(others, m.Name)
		}
	}
	switch {
	case role == Auditor && !erase:
		return &roleError{"your role in the team is auditor, who only reads. " + english.Choice(others) + " can do it"}
	case role == Auditor || role == Analyst && erase:
		return &roleError{"your role in the team is " + string(role) + ", who deletes nothing in its store"}
	}
	return nil
}

// roleError says that a role does not include something.
type roleError struct{ why string }

func (e *roleError) Error() string { return e.why }
func (e *roleError) Unwrap() error { return objects.ErrDenied }
