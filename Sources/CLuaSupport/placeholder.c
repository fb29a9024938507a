#include "CLuaSupport.h"
int mr_placeholder(void){return 0;}
