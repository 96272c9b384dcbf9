from typing import Union
print(Union[int], Union[int, str], Union[int, None])
