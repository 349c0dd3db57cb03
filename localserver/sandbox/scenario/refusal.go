package scenario

// Refusal is a request-level error. The shapes differ between the XML and the JSON endpoints; the words are the same.
type Refusal struct {
	Name, Message, Friendly string
	Status                  int    // statusOf(name) if 0
	Comment                 string // instead of an exception: the odd 401
	RetryAfter              string
}

// Refuse is a refusal with the status that its name has.
func Refuse(name, message string) *Refusal { return &Refusal{Name: name, Message: message} }

// HTTPStatus is the refusal's own status, or the one that its name has.
func (r *Refusal) HTTPStatus() int {
	if r.Status != 0 {
		return r.Status
	}
	return statusOf(r.Name)
}

// WithStatus gives the refusal a status of its own and returns it.
func (r *Refusal) WithStatus(status int) *Refusal { r.Status = status; return r }
