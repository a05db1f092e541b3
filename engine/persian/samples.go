package persian

// Texts that voices are tried with.
const (
	// Trial is what a voice has to say before it is taken in.
	Trial = "سلام، این یک آزمایش کوتاه است."
	// Yardstick is what the speed of speaking is measured with: 100 letters.
	Yardstick = "در یکی از روزهای سرد زمستان، مسافران خسته به شهری کوچک در دامنهٔ کوه رسیدند و مردم آن با چای داغ و نان تازه از آن‌ها پذیرایی کردند."
)
