package aisclient

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// CatalogRequest narrows the catalog. The zero value asks for every country and the default access mode.
type CatalogRequest struct {
	Country string // lower case, or all; empty is all
	// AccessMode keeps only the banks that support it: SINGLE, MULTIPLE or MIXED; empty is MIXED.
	AccessMode string
	// Favicons asks for the banks' icons, which this program does not use; they make the reply large.
	Favicons bool
}

// CatalogReply is the list of the banks that can be used today.
type CatalogReply struct {
	Answer
	Targets []CatalogTarget
}

// CatalogTarget is one way to one bank. Name goes into the widget's target and changes over time;
// Institution is the stable key of the bank.
type CatalogTarget struct {
	Country      text.Text `json:"country"`
	Name         text.Text `json:"name"`
	Institution  text.Text `json:"institution"`
	OfficialName text.Text `json:"officialName"`
	OfficialURL  text.Text `json:"officialUrl,omitzero"`
	LoginName    text.Text `json:"loginName,omitzero"` // what the bank calls the login
	Beta         bool      `json:"beta,omitempty"`
	PSD2         bool      `json:"psd2,omitempty"`
	// AccountTypes: Individual, SoleTrader, Corporate, or newer words.
	AccountTypes []text.Text `json:"accountTypes,omitempty"`
	// Commands: DefaultImportCommand, SignOutCommand and so on.
	Commands    []text.Text             `json:"commands,omitempty"`
	Credentials []CatalogCredentialKind `json:"credentials,omitempty"`
}

// CatalogCredentialKind is something that the bank asks for at the sign-in.
type CatalogCredentialKind struct {
	Kind        text.Text   `json:"kind"`
	Name        text.Text   `json:"name,omitzero"`
	Supported   bool        `json:"supported"`
	Asterisked  bool        `json:"asterisked"` // typed invisibly
	Description text.Text   `json:"description,omitzero"`
	Options     []text.Text `json:"options,omitempty"`
}

// Supports reports whether the bank offers a command.
func (t CatalogTarget) Supports(command string) bool {
	for _, c := range t.Commands {
		if c.String() == command {
			return true
		}
	}
	return false
}

// Catalog gets the list of banks. It changes over time: load it, do not build it in. It fails with an *Error.
func (c *Client) Catalog(ctx context.Context, r CatalogRequest) (*CatalogReply, error) {
	q := url.Values{"country": {"all"}, "favicons": {strconv.FormatBool(r.Favicons)}}
	if r.Country != "" {
		q.Set("country", r.Country)
	}
	if r.AccessMode != "" {
		q.Set("accessMode", r.AccessMode)
	}
	k := get("catalog", pathCatalog, q)
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	targets, err := ParseCatalog(a.Raw)
	if err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	return &CatalogReply{Answer: *a, Targets: targets}, nil
}

// ParseCatalog reads the bytes of a catalog reply, for example of a saved one. It fails with a *DecodeError, or where the reply
// has no targets.
func ParseCatalog(raw []byte) ([]CatalogTarget, error) {
	root, err := decodeTree(context.Background(), bytes.NewReader(raw), DecodeOptions{})
	if err != nil {
		return nil, err
	}
	list := root.At("targets")
	if list == nil {
		return nil, errors.New("the reply has no targets")
	}
	out := make([]CatalogTarget, 0, len(list.Children))
	for _, t := range list.All("target") {
		out = append(out, catalogTarget(t))
	}
	return out, nil
}

func catalogTarget(t *xmlscan.Element) CatalogTarget {
	out := CatalogTarget{
		Country: t.TextAttr("country"), Name: t.TextAttr("name"), Institution: t.TextAttr("institution"),
		OfficialName: t.TextAttr("officialName"), OfficialURL: t.TextAttr("officialUrl"), LoginName: t.TextAttr("loginName"),
		Beta: t.Attr("beta") == "true", PSD2: t.Attr("psd2") == "true",
	}
	for _, a := range t.All("supportedAccountTypes/supportedAccountType") {
		out.AccountTypes = append(out.AccountTypes, a.TextAttr("name"))
	}
	for _, c := range t.All("commands/command") {
		// Some replies print the words of a command's name apart.
		out.Commands = append(out.Commands, text.Clean(strings.ReplaceAll(c.Attr("name"), " ", "")))
	}
	for _, m := range t.All("credentialsMetadata/credentialMetadata") {
		k := CatalogCredentialKind{Kind: m.TextAttr("kind"), Name: said(m, "name"), Description: said(m, "description"),
			Supported: said(m, "supported").String() == "true", Asterisked: said(m, "asterisked").String() == "true"}
		for _, o := range m.All("choice/option") {
			k.Options = append(k.Options, text.First(o.Text(), o.TextAttr("name"), o.TextAttr("value")))
		}
		out.Credentials = append(out.Credentials, k)
	}
	return out
}

// said is a child's text, or the attribute of the name where there is no such child: the catalog's reference
// shows both.
func said(e *xmlscan.Element, name string) text.Text {
	if c := e.At(name); c != nil {
		return c.Text()
	}
	return e.TextAttr(name)
}
