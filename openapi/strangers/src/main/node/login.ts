import { Configuration, MultiAccountApi } from './client';

async function login(basePath: string) {
  const api = new MultiAccountApi(new Configuration({ basePath }));
  const response = await api.uploadSmsCode({
    uploadSmsCodeRequest: { nsrsbh: '9151xxxxxxxxxxxxxx', taskId: '123456xxxxx', smsCode: '002100' },
  });
  console.log(response.req_id);
  console.log(response.data?.accountId);
  console.log(response.data?.dppt.cookie);
}

login(process.argv[2]);
