#include <simdjson.h>
extern "C" int mr_placeholder2(void){ simdjson::dom::parser p; return (int)p.capacity(); }
