package objects

import "errors"

// Why a store that is on another machine could not do what it was asked. They are causes: use errors.Is. Nothing is lost by
// any of them: what was not stored can be stored again.
var (
	// ErrUnreachable says that there was no answer: no network, or the store is down. What was being written may be there.
	ErrUnreachable = errors.New("the store cannot be reached")
	// ErrNotNow says that the store answered that it cannot do it now: it is overloaded, or out of order. It is an ErrUnreachable.
	ErrNotNow error = notNow{}
	// ErrDenied says that the rights do not include the verb that the error names.
	ErrDenied = errors.New("the store does not allow it")
	// ErrCredentials says that there are none, or that they are wrong or have expired.
	ErrCredentials = errors.New("the credentials for the store are missing, wrong or expired")
	// ErrNoBucket says that the bucket is not there, or is in another region.
	ErrNoBucket = errors.New("there is no such bucket in that region")
	// ErrFull says that the store takes no more.
	ErrFull = errors.New("the store is full")
	// ErrClock says that this machine's clock is so wrong that the store refuses it.
	ErrClock = errors.New("the clock of this machine is wrong")
)

type notNow struct{}

func (notNow) Error() string { return "the store cannot do it now" }
func (notNow) Unwrap() error { return ErrUnreachable }
